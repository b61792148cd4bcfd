export function writeValidators(): Promise<void>;
