/** Where a relative path may lead besides the folder of the file that says it. All are absolute but the request. */
export declare function placesIn(rootDirs: readonly string[], request: string, from: string): string[];
