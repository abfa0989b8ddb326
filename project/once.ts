/** What a function makes, made at the first call and kept. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The same for each object and root: facts of what is known for long are made once, however often they are shown. */
export function oncePer<Key extends object, Value>(
  make: (key: Key, root: string) => Value,
): (key: Key, root: string) => Value {
  const made = new WeakMap<Key, { readonly root: string; readonly value: Value }>();
  return (key, root) => {
    const known = made.get(key);
    if (known?.root === root) return known.value;
    const value = make(key, root);
    made.set(key, { root, value });
    return value;
  };
}
