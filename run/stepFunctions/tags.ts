/** The tags of machines and activities, by ARN. */
export class Tags {
  private readonly ofResource = new Map<string, Map<string, string>>();

  /** In the order they were given. */
  list(arn: string): readonly Tag[] {
    return [...(this.ofResource.get(arn) ?? [])].map(([key, value]) => ({ key, value }));
  }

  /** @returns whether the resource may have so many; if not, nothing is changed */
  add(arn: string, tags: readonly Tag[]): boolean {
    const all = new Map(this.ofResource.get(arn));
    for (const { key, value } of tags) all.set(key, value);
    if (all.size > MOST_TAGS) return false;
    this.ofResource.set(arn, all);
    return true;
  }

  remove(arn: string, keys: readonly string[]): void {
    for (const key of keys) this.ofResource.get(arn)?.delete(key);
  }

  forget(arn: string): void {
    this.ofResource.delete(arn);
  }
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Source: TagResource in the API reference. */
const MOST_TAGS = 50;
