/** All pages of the product, feature by feature, in the order of the menu within each group. One line each. */
import { pages as dutiesPages } from '../features/duties/pages.ts';
import type { Page } from '../lib/page.ts';

export const PAGES: readonly Page[] = [...dutiesPages];
