/** What an act ends with: an exit status, and words about what was moved. */
export interface Acted {
  readonly code: number;
  readonly moved: readonly { readonly from: string; readonly to: string }[];
}
