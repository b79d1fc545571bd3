import robotsParser from 'robots-parser';
import { AGENT, type Host } from './host.ts';

/** What a site asks of robots. */
export interface Robots {
  allows(address: string): boolean;
  sitemaps: string[];
}

/** The most of a robots.txt that is read, in bytes (RFC 9309, section 2.5). */
const MOST = 500_000;

/** Reads a site's robots.txt (RFC 9309) and takes the pace it asks for; one that cannot be had forbids all. */
export async function readRobots(host: Host): Promise<Robots> {
  const address = `${host.origin}/robots.txt`;
  const fetched = await host.get(address, MOST);
  // None at all, or nobody may see it: nothing is forbidden.
  const isOpen = typeof fetched !== 'string' && fetched.status >= 400 && fetched.status < 500;
  const isRead = typeof fetched !== 'string' && fetched.status === 200;
  if (!isRead) return { allows: () => isOpen || fetched === 'elsewhere', sitemaps: [] };
  const rules = robotsParser(address, new TextDecoder().decode(fetched.bytes));
  const pace = rules.getCrawlDelay(AGENT);
  if (pace !== undefined) host.setPace(pace);
  return {
    allows: (url) => rules.isAllowed(url, AGENT) !== false,
    sitemaps: rules.getSitemaps().filter((sitemap) => host.isOwn(sitemap)),
  };
}
