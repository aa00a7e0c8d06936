/** Addresses → pages. A page's code comes with its first opening. */
import type { ComponentType, ReactNode } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { mayOpen, type Page } from '../lib/page.ts';
import { useSession } from '../lib/session.ts';
import { FaultPage } from './fault-page.tsx';
import { Gate } from './gate.tsx';
import { HomePage } from './home-page.tsx';
import { NotForThisPost, NotFoundPage } from './not-here.tsx';
import { PAGES } from './pages.ts';
import { Shell } from './shell.tsx';

function Guarded({ page, Content }: { page: Page; Content: ComponentType }): ReactNode {
  const session = useSession();
  return mayOpen(page, session?.post ?? null) ? <Content /> : <NotForThisPost page={page} />;
}

/** While the code of the first page is on its way. */
const Nothing = (): ReactNode => null;

const routeOf = (page: Page): RouteObject => ({
  path: page.path,
  ErrorBoundary: FaultPage,
  HydrateFallback: Nothing,
  lazy: async () => {
    const { default: Content } = await page.load();
    return { element: <Guarded page={page} Content={Content} /> };
  },
});

const isPublic = (page: Page): boolean => page.bare === true && mayOpen(page, null);

const framed = PAGES.filter((page) => !page.bare);
const bareSignedIn = PAGES.filter((page) => page.bare && !isPublic(page));

export const router = createBrowserRouter([
  {
    path: '/demo',
    ErrorBoundary: FaultPage,
    HydrateFallback: Nothing,
    lazy: async () => ({ Component: (await import('./demo-page.tsx')).DemoPage }),
  },
  ...PAGES.filter(isPublic).map(routeOf),
  {
    Component: Gate,
    ErrorBoundary: FaultPage,
    HydrateFallback: Nothing,
    children: [
      ...bareSignedIn.map(routeOf),
      {
        Component: Shell,
        children: [
          ...(framed.some((page) => page.path === '/') ? [] : [{ path: '/', Component: HomePage }]),
          ...framed.map(routeOf),
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]);
