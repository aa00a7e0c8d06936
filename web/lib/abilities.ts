/**
 * What the acting post may open and press. The server decides again on every call; here it only keeps buttons away
 * that would be refused. Unknown is forbidden.
 */
import { WHO_MAY } from 'virtual:who-may';
import type { WhoMay } from '../../shared/contracts/contract.ts';
import type { PostKey } from '../../shared/posts.ts';

export function allows(whoMay: WhoMay | undefined, post: PostKey | null): boolean {
  if (whoMay === undefined) return false;
  if (whoMay === 'public') return true;
  if (post === null) return false;
  return whoMay === 'signed-in' || whoMay.includes(post);
}

/** `mayCallNamed('tills.open-drawer', post)`, for those who do not hold the contract itself. */
export const mayCallNamed = (fullName: string, post: PostKey | null): boolean => allows(WHO_MAY[fullName], post);
