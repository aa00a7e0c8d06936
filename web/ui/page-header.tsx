import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: string;
  readonly help?: string | undefined;
  readonly tag?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of every page: what it is, its state, what may be done. */
export function PageHeader({ title, help, tag, actions }: PageHeaderProps): ReactNode {
  return (
    <header className="page-header">
      <h1>{title}</h1>
      {tag}
      {actions && <div className="page-actions">{actions}</div>}
      {help && <p>{help}</p>}
    </header>
  );
}
