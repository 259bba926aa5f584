/** Has the browser keep a file that was just made. */
export function saveFile(content: Blob | string, name: string): void {
  const address = URL.createObjectURL(typeof content === 'string' ? new Blob([content]) : content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
