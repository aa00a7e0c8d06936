/** Ant Design's button without the space it puts between two Chinese letters: 查找, not 查 找. */
import { Button as AntButton, type ButtonProps } from 'antd';
import type { ReactNode } from 'react';

export const Button = (props: ButtonProps): ReactNode => <AntButton autoInsertSpace={false} {...props} />;
