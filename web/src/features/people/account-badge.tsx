import {Badge} from '@mantine/core';
import type {ReactNode} from 'react';
import type {ListedPerson} from '../../api';

const words = {
  invited: {label: 'invited', color: 'blue'},
  active: {label: 'active', color: 'green'},
  disabled: {label: 'closed', color: 'gray'},
} as const;

/** Whether somebody can sign in. */
export function AccountBadge({account}: Pick<ListedPerson, 'account'>): ReactNode {
  const {label, color} = words[account];
  return <Badge color={color}>{label}</Badge>;
}
