/** As much of markdown-it as the tests use; it comes without types. */
declare module 'markdown-it' {
  export interface Token {
    readonly type: string;
    readonly content: string;
    readonly children: readonly Token[] | null;
  }
  export default class MarkdownIt {
    constructor(options: { html: boolean; linkify: boolean });
    readonly linkify: { set(options: { fuzzyLink: boolean; fuzzyEmail: boolean }): void };
    parse(text: string, environment: object): Token[];
  }
}
