// The HTML rules: html-validate's recommended ones, and why some differ.
import { HtmlValidate } from 'html-validate';

const checker = new HtmlValidate({
    root: true,
    extends: ['html-validate:recommended'],
    rules: {
        // How the source is typed; visitors see no difference.
        'no-trailing-whitespace': 'off',
        'void-style': 'off',
        'doctype-style': 'off',
        'attribute-boolean-style': 'off',
        'attribute-empty-style': 'off',
        'attr-quotes': 'off',
        // The style sheet keeps phone numbers on one line.
        'tel-non-breaking': 'off',
        // Boxes to mark of one question share a name.
        'form-dup-name': ['error', { shared: ['radio', 'button', 'reset', 'submit', 'checkbox'] }],
        // A title that names the office, the town and the product may pass 70 characters.
        'long-title': 'off',
    },
});

/** One line for each error in a page's HTML. */
export async function htmlErrors(html, name) {
    const report = await checker.validateString(html, name);
    return report.results.flatMap(({ messages }) =>
        messages
            .filter(({ severity }) => severity === 2)
            .map(({ ruleId, message, line, column, selector }) => {
                const context = (html.split('\n')[line - 1] ?? '').slice(Math.max(0, column - 20), column + 60);
                return `${ruleId}: ${message} at ${selector ?? `${line}:${column}`}: …${context}…`;
            }),
    );
}
