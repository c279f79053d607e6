/** Pictures that are pasted or dropped into the text: stored beside the document by the core, then named in the text. */
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Stores a picture; what is to stand in the text, or nothing where it could not be stored. */
export type StorePicture = (file: File) => Promise<string | null>;

/** Takes pictures in. */
export function pictures(store: StorePicture): Extension {
  return EditorView.domEventHandlers({
    paste: (event, view) => take(view, event.clipboardData, view.state.selection.main.head, store),
    drop: (event, view) => {
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      return take(view, event.dataTransfer, at ?? view.state.selection.main.head, store);
    },
  });
}

function take(
  view: EditorView,
  data: DataTransfer | null,
  at: number,
  store: StorePicture,
): boolean {
  const files = [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
  if (files.length === 0 || view.state.readOnly) return false;
  view.dispatch({ selection: { anchor: at } });
  void insertAll(view, files, store);
  return true;
}

/** One after the other, where the cursor is by then: whoever types on is not interrupted. */
async function insertAll(
  view: EditorView,
  files: readonly File[],
  store: StorePicture,
): Promise<void> {
  for (const file of files) {
    const text = await store(file);
    if (text === null) continue;
    const { from, to } = view.state.selection.main;
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: 'input.paste',
      scrollIntoView: true,
    });
  }
}

/** The bytes of a file in base64. */
export function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const address = typeof reader.result === 'string' ? reader.result : '';
      resolve(address.slice(address.indexOf(',') + 1));
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error(file.name));
    };
    reader.readAsDataURL(file);
  });
}
