/** What the lab makes once and keeps: layers of machines, downloaded packages, the tool's own cache. */
export const CACHE = process.env.CZMQ_LAB_CACHE ?? '/var/cache/czmq-setup-lab';
