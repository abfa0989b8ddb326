/** As much of VS Code's API as modules need to be loaded, not to do anything: tables of the client are read with it. */
const nothing: unknown = new Proxy(class {}, {
  get(_target, member) {
    if (member === Symbol.hasInstance) return () => false;
    return member === Symbol.toPrimitive ? () => '' : nothing;
  },
  apply: () => nothing,
});

export const stubbedVscode = new Proxy(
  {},
  { get: (_target, member) => (member === 'then' ? undefined : nothing), has: () => true },
);
