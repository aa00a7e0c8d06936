/** Everything around the pages: language, look, data, router. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider, type ConfigProviderProps } from 'antd';
import enUS from 'antd/es/locale/en_US.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { type ReactNode, useMemo } from 'react';
import { RouterProvider } from 'react-router/dom';
import type { Language } from '../../shared/text.ts';
import { usePreferences } from '../lib/preferences.ts';
import { readAgain, readAgainAfter } from '../lib/read-again.ts';
import { Notices } from '../ui/notices.tsx';
import { useLook } from './look.ts';
import { router } from './routes.tsx';
import { antdTheme } from './theme.ts';

// The types of these two files describe their CommonJS twins.
const LOCALES = { zh: zhCN, en: enUS } as unknown as Record<Language, ConfigProviderProps['locale']>;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: readAgain,
      retryDelay: readAgainAfter,
      staleTime: 5_000,
    },
  },
});

/** Ant Design writes style elements; the server may give them a nonce through the page's head. */
function styleNonce(): string | undefined {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
  return nonce && !nonce.startsWith('__') ? nonce : undefined;
}

/** What unfolds from a field in a dialog must lie in the dialog: the page below is out of reach. */
const popupHome = (trigger?: HTMLElement): HTMLElement => trigger?.closest('dialog') ?? document.body;

export function App(): ReactNode {
  const { language } = usePreferences();
  const look = useLook();
  const theme = useMemo(() => antdTheme(look), [look]);
  const nonce = useMemo(styleNonce, []);
  return (
    <ConfigProvider
      locale={LOCALES[language]}
      theme={theme}
      wave={{ disabled: true }}
      getPopupContainer={popupHome}
      {...(nonce ? { csp: { nonce } } : {})}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Notices />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
