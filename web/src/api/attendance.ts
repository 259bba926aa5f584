/** What only somebody at the page brings about; a page that changes by itself fires none of them. */
const SIGNS = ['pointerdown', 'keydown', 'click', 'input', 'wheel'] as const;

let somebody = true;
for (const sign of SIGNS)
  window.addEventListener(
    sign,
    () => {
      somebody = true;
    },
    {capture: true, passive: true},
  );

/** Whether what the page asks for is asked for by somebody, so that a page that keeps itself up to date keeps no sign-in alive. */
export const attendance = {
  /** From now on the page acts of its own accord, until somebody does something in it. */
  leave: (): void => {
    somebody = false;
  },
  isThere: (): boolean => somebody,
};
