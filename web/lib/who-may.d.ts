declare module 'virtual:who-may' {
  import type { WhoMay } from '../../shared/contracts/contract.ts';
  /** Full name of a contract → the posts that may call it. Made by tools/who-may-plugin.ts. */
  export const WHO_MAY: Readonly<Record<string, WhoMay>>;
}
