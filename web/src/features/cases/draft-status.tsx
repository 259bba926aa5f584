import {Text} from '@mantine/core';
import type {ReactNode} from 'react';
import {moment} from '../../layout';
import type {Autosave} from './use-autosave';

/** Whether what was entered is kept. */
export function DraftStatus({autosave: {state}}: {readonly autosave: Autosave}): ReactNode {
  return (
    <Text size="sm" c={state.kind === 'unsaved' || state.kind === 'other' ? 'red' : 'dimmed'} role="status">
      {state.kind === 'saving' && 'Saving…'}
      {state.kind === 'saved' &&
        (state.at === null ? 'What you enter is saved as you go.' : `Draft saved ${moment(state.at)}`)}
      {state.kind === 'unsaved' && 'Not saved yet'}
      {state.kind === 'other' && 'Not saved: choose which draft to keep'}
    </Text>
  );
}
