// Issue 2, part 4: tasks of today, overdue, of the week; ticked off by one key, and taken back.
import { choose, customer, dayFromToday, make, open, query, task } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

const languages = [
  { locale: "it-IT", words: { what: "Che cosa c'è da fare?", who: "Per chi", done: "Attività fatta: «Chiamare per il forno»", undo: "Annulla", put: "Rimandata (domani): «Da ieri»" } },
  { locale: "en-GB", words: { what: "What is to be done?", who: "For whom", done: "Task done: “Chiamare per il forno”", undo: "Undo", put: "Put off (tomorrow): “Da ieri”" } },
];

for (const { locale, words } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test("a task is added in one line, ticked off by one key, undone, and there after a reload", async ({ page }) => {
      await open(page);
      await make(page, "customer", { [customer.name]: "Osteria Bellini" });
      await page.goto("#/tasks");
      await page.getByLabel(words.what).fill("Chiamare per il forno");
      await choose(page.locator(".quick-add"), words.who, "Bellini");
      await page.getByLabel(words.what).press("Enter");
      const today = page.locator(".task-group.today");
      await expect(today.locator(".task")).toHaveCount(1);
      await expect(today).toContainText("Osteria Bellini");

      await today.getByRole("checkbox").press("Space");
      await expect(page.locator(".task-group.done")).toContainText("Chiamare per il forno");
      await expect(today).toHaveCount(0);
      await page.locator(".toast", { hasText: words.done }).getByRole("button", { name: words.undo }).click();
      await expect(today.locator(".task")).toHaveCount(1);

      await page.reload();
      await expect(today).toContainText("Chiamare per il forno");
      const groups = await query(page, { task_list: {} });
      expect([groups.today.n, groups.done_lately.n]).toEqual([1, 0]);
    });

    test("tasks stand in their groups and are put off by a day or a week", async ({ page }) => {
      await open(page);
      await make(page, "task", { [task.title]: "Da ieri", [task.due]: dayFromToday(-1) });
      await make(page, "task", { [task.title]: "Per oggi", [task.due]: dayFromToday(0) });
      await make(page, "task", { [task.title]: "Fra un mese", [task.due]: dayFromToday(30) });
      await make(page, "task", { [task.title]: "Quando capita" });
      await page.goto("#/tasks");
      for (const [group, title] of [["overdue", "Da ieri"], ["today", "Per oggi"], ["later", "Fra un mese"], ["undated", "Quando capita"]]) {
        await expect(page.locator(`.task-group.${group} .task`)).toHaveText(new RegExp(title));
      }
      const due = async (title) => {
        const groups = await query(page, { task_list: {} });
        return Object.values(groups).flatMap((it) => it.tasks ?? []).find((it) => it.title === title).due;
      };
      // What is overdue is put off from today on.
      await page.locator(".task", { hasText: "Da ieri" }).getByRole("checkbox").press("d");
      await expect.poll(() => due("Da ieri")).toBe(dayFromToday(1));
      await expect(page.locator(".toast", { hasText: words.put })).toBeVisible();
      await page.locator(".task", { hasText: "Fra un mese" }).getByRole("checkbox").press("w");
      await expect.poll(() => due("Fra un mese")).toBe(dayFromToday(37));
      // The focus stays with the task, wherever it goes.
      await expect(page.locator(".task", { hasText: "Fra un mese" }).getByRole("checkbox")).toBeFocused();

      await page.keyboard.press("e");
      await expect(page.locator("dialog[open]")).toContainText("Fra un mese");
    });
  });
}
