// The package's own types describe an ES module, which it is not.
declare module 'robots-parser' {
  interface Rules {
    isAllowed(url: string, agent: string): boolean | undefined;
    getCrawlDelay(agent: string): number | undefined;
    getSitemaps(): string[];
  }
  function parse(url: string, content: string): Rules;
  export = parse;
}
