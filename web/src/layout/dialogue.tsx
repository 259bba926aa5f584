import {CloseButton, Group, Modal, Title} from '@mantine/core';
import type {ReactNode} from 'react';

interface DialogueProps {
  readonly opened: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialogue over the page. The library's own header would be a second banner to a screen reader. */
export function Dialogue({opened, title, onClose, children}: DialogueProps): ReactNode {
  return (
    <Modal.Root opened={opened} onClose={onClose} closeOnClickOutside={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <Modal.Body p="lg">
          <Group justify="space-between" wrap="nowrap" align="flex-start" mb="sm">
            <Title order={2}>{title}</Title>
            <CloseButton aria-label="Close" onClick={onClose} />
          </Group>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
