/**
 * The few things outside the language's own library that every platform has, Node and browser worker alike. `core` is
 * type-checked with these alone (core/tsconfig.json), so that it cannot come to depend on more.
 */

declare class AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
  throwIfAborted(): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

declare function btoa(latin1: string): string;
declare function atob(base64: string): string;

declare class URL {
  static canParse(url: string): boolean;
  constructor(url: string);
  readonly protocol: string;
}
