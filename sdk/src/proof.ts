import type { ProofOfWork } from './protocol.ts';

/**
 * Does the work that a server under attack asks for before consent: finds the number whose SHA-256 together with the
 * salt begins with so many zero bits. Nothing about the device goes into it, and no third party takes part.
 */
export async function prove({ salt, bits }: ProofOfWork): Promise<string> {
  const encoder = new TextEncoder();
  for (let number = 0; ; number++) {
    const proof = `${salt}:${number}`;
    const hash = new DataView(await crypto.subtle.digest('SHA-256', encoder.encode(proof)));
    if (Math.clz32(hash.getUint32(0)) >= bits) return proof;
  }
}
