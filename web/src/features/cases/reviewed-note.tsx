import {List, Paper, Text, Title} from '@mantine/core';
import type {ReactNode} from 'react';

/** What a review is and what it is not, for the physician whose care it is about. */
export function ReviewedNote(): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="what-this-is">
      <Title order={2} id="what-this-is" mb="xs">
        What this is, and what it is not
      </Title>
      <Text mb="xs">
        Colleagues look at care that you gave, to learn from it. You are heard before anything is decided, and
        told what came of it.
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>
          The system you worked in is looked at first, and care is judged apart from how it ended.
        </List.Item>
        <List.Item>Reviewers judge on their own before anyone discusses it. Nobody is ranked.</List.Item>
        <List.Item>
          It is not a disciplinary process. Should it ever have to become a formal one, that begins apart,
          under rules and rights of its own.
        </List.Item>
        <List.Item>
          It is confidential, for you too: please speak of it with nobody outside the review.
        </List.Item>
      </List>
    </Paper>
  );
}
