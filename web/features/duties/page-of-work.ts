import type { PostKey } from '../../../shared/posts.ts';
import { PAGES } from '../../app/pages.ts';
import { mayOpen, type Page } from '../../lib/page.ts';

/** Where the acting post does that operation: the page that stands on it, otherwise the first of its module. */
export function pageOfWork(operation: string, post: PostKey | null): Page | undefined {
  const module = operation.split('.')[0];
  const open = PAGES.filter((page) => !page.hidden && !page.bare && !page.path.includes(':') && mayOpen(page, post));
  return open.find((page) => page.needs === operation) ?? open.find((page) => page.module === module);
}
