export function writeRegistries(): void;
