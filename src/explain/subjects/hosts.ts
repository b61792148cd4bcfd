/** The host of an address in any of the spellings that download tools and git print; null where there is none. */
export function hostOf(words: string): string | null {
  const url =
    /\b(?:https?|git|ssh|ftps?|git\+https?):\/\/(?:[^\s/@'"]{1,200}@)?(\[[0-9a-f:]{2,40}\]|[^\s/:'"<>)\]]{1,200})/i.exec(
      words,
    );
  if (url) return url[1]!.toLowerCase();
  const scp = /\b[\w.-]{1,40}@([a-z0-9.-]{1,200}\.[a-z]{2,10}):/i.exec(words);
  return scp ? scp[1]!.toLowerCase() : null;
}

/** A host name or address standing alone, without quotes, port and final dot. */
export const plainHost = (word: string): string =>
  word
    .trim()
    .replace(/^["'([]+|["')\],.;:]+$/g, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
