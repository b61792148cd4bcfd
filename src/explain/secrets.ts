/** What must never leave a log: credentials in addresses, headers and well-known tokens. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/(\b[a-z][a-z0-9+.-]{1,15}:\/\/)[^\s/@:]{1,200}(?::[^\s/@]{0,200})?@/gi, '$1***@'],
  [
    /\b(authorization|proxy-authorization|x-api-key)(["']?\s{0,3}[:=]\s{0,3})(?:basic |bearer |token )?\S{1,400}/gi,
    '$1$2***',
  ],
  [
    /\b((?:[A-Z0-9_]{0,60}_)?(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_KEY))(=|: ?)["']?[^\s"']{1,400}/gi,
    '$1$2***',
  ],
  [
    /\b(?:gh[pousr]_[A-Za-z0-9]{20,80}|github_pat_\w{20,100}|glpat-[\w-]{15,60}|npm_[A-Za-z0-9]{20,60}|AKIA[A-Z0-9]{12,20}|xox[abprs]-[\w-]{10,80})\b/g,
    '***',
  ],
];

/** The same words without secrets. */
export const withoutSecrets = (words: string): string =>
  SECRETS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), words);
