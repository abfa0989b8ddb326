/** "The length of individual items": at most 8 MB (ItemReader (Map)). Counted in characters, which are never more than bytes. */
export const MAXIMUM_ITEM_CHARACTERS = 8 * 1024 * 1024;
