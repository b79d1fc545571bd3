/** The head of a question that is written to a socket by hand, for a body of so many bytes; the answer comes as events. */
export function chatHead(authorization: string, length: number): string {
  const lines = [
    'POST /v1/chat HTTP/1.1',
    'Host: a',
    `Authorization: ${authorization}`,
    'Accept: text/event-stream',
    'Content-Type: application/json',
    `Content-Length: ${length}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
