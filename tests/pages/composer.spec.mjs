// Issue 2, part 4: what is written down with a customer (note, call, meeting, visit, task), how it went, and what the
// strip under the name then says; in both languages.
import { dayFromToday, execute, make, open, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

const languages = [
  {
    locale: "it-IT",
    kinds: [["Nota", "Che cosa vuoi ricordare?"], ["Telefonata", "Che cosa vi siete detti?"], ["Incontro", "Di che cosa avete parlato?"], ["Visita", "Com'è andata la visita?"]],
    task: ["Attività", "Che cosa c'è da fare?", "Entro quando"],
    words: { went: "Com'è andata", log: "Registra contatto", save: /^Salva/, cancel: "Lascia perdere", tomorrow: "domani", today: "Oggi" },
    went: ["Male", "Così così", "Bene"],
    strip: ["Spesa, 12 mesi", "Ordini", "Tra un ordine e l'altro", "Ultimo contatto", "Trattative aperte", "Ultimo NPS"],
    before: ["0 €", "0", "–", "Mai", "0 €", "–"],
    after: ["1.235 €", "2", "Ogni 10 giorni", /^Oggi, \d\d:\d\d$/, "0 €", "–"],
    notes: [/^2 ordini, al/, /^L'ultimo oggi$/, /^2 ordini, al/, /^3 interazioni, al/, "0 trattative", "Dati ancora insufficienti"],
  },
  {
    locale: "en-GB",
    kinds: [["Note", "What do you want to remember?"], ["Call", "What did you talk about?"], ["Meeting", "What did you discuss?"], ["Visit", "How did the visit go?"]],
    task: ["Task", "What is to be done?", "By when"],
    words: { went: "How it went", log: "Log a contact", save: /^Save/, cancel: "Cancel", tomorrow: "tomorrow", today: "Today" },
    went: ["Badly", "So-so", "Well"],
    strip: ["Spend, 12 months", "Orders", "Between orders", "Last contact", "Open deals", "Last NPS"],
    before: ["€0", "0", "–", "Never", "€0", "–"],
    after: ["€1,235", "2", "Every 10 days", /^Today, \d\d:\d\d$/, "€0", "–"],
    notes: [/^2 orders, as of/, /^The last today$/, /^2 orders, as of/, /^3 interactions, as of/, "0 deals", "Not enough data yet"],
  },
];

for (const { locale, kinds, task, words, went, strip, before, after, notes } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test("each kind of contact is written down with how it went, told in the timeline and there after a reload", async ({ page }) => {
      const id = await start(page);
      const composer = page.locator(".composer");
      const group = composer.getByRole("group", { name: words.log });
      const stories = page.locator(".timeline li:has(.title)");
      for (const [at, [kind, question]] of kinds.entries()) {
        await group.getByRole("button", { name: kind, exact: true }).click();
        await composer.getByLabel(question).fill(`${kind} ${at}\nseconda riga`);
        const sentiment = composer.getByLabel(words.went, { exact: true });
        // A note went neither well nor badly.
        if (at === 0) await expect(sentiment).toHaveCount(0);
        else await sentiment.selectOption({ label: went[at - 1] });
        if (at % 2) await composer.getByLabel(question).press("Control+Enter");
        else await composer.getByRole("button", { name: words.save }).click();
        await expect(composer.locator("textarea")).toHaveCount(0);
        await expect(stories).toHaveCount(at + 1);
        await expect(stories.first().locator(".title")).toHaveText(kind);
        await expect(stories.first()).toContainText("seconda riga");
      }
      const told = async () => {
        const { events } = await query(page, { timeline: { customer: id, limit: 9 } });
        return events.map(({ event: { interaction } }) => [interaction.type_, interaction.text, interaction.sentiment]).reverse();
      };
      const expected = kinds.map(([kind], at) => [at, `${kind} ${at}\nseconda riga`, at ? at - 1 : null]);
      expect(await told()).toEqual(expected);
      await page.reload();
      await expect(stories).toHaveCount(4);
      expect(await told()).toEqual(expected);
    });

    test("a task is written with its day, and what is begun and not saved changes nothing", async ({ page }) => {
      const id = await start(page);
      const [name, question, due] = task;
      const composer = page.locator(".composer");
      const kind = (name) => composer.getByRole("button", { name, exact: true });
      await kind(name).click();
      await expect(composer.getByLabel(due)).toHaveValue(isoOf(1));
      await composer.getByLabel(question).fill("Mandare il listino\nquello nuovo");
      await composer.getByRole("button", { name: words.save }).click();
      const open = page.locator(".open-tasks li");
      await expect(open).toContainText("Mandare il listino");
      await expect(open).toContainText(words.tomorrow);
      await kind(name).click();
      await composer.getByLabel(question).fill("Richiamare");
      await composer.getByLabel(due).fill(isoOf(0));
      await composer.getByLabel(question).press("Control+Enter");
      await expect(open).toHaveCount(2);
      // The one that is due first stands first.
      await expect(open.first()).toContainText("Richiamare");
      const { open_tasks } = await query(page, { timeline: { customer: id, limit: 9 } });
      expect(open_tasks.map((it) => [it.title, it.due])).toEqual([["Richiamare", dayFromToday(0)], ["Mandare il listino", dayFromToday(1)]]);

      await kind(kinds[1][0]).click();
      // Nothing written is nothing to save.
      await composer.getByRole("button", { name: words.save }).click();
      await expect(composer.locator("textarea")).toBeVisible();
      await composer.getByLabel(kinds[1][1]).fill("A metà");
      // Another kind keeps what was typed.
      await kind(kinds[2][0]).click();
      await expect(composer.getByLabel(kinds[2][1])).toHaveValue("A metà");
      await composer.getByRole("button", { name: words.cancel, exact: true }).click();
      await expect(composer.locator("textarea")).toHaveCount(0);
      expect((await query(page, { timeline: { customer: id, limit: 9 } })).total).toBe(0);
    });

    test("the strip says spend, orders, interval and last contact as soon as they are there", async ({ page }) => {
      const id = await start(page);
      const figures = page.locator(".value-strip > div");
      await expect(figures.locator("dt")).toHaveText(strip);
      await expect(figures.locator("dd:not(.note)")).toHaveText(before);
      for (const [at, [kind]] of kinds.entries()) await make(page, "interaction", { 1: { reference: id }, 2: Date.now() - at * 60_000, 3: at, 6: kind });
      // 2 × 500.00 less 10 %, and 334.56: 1,234.56; a quote, a cancelled order and one of next week do not count.
      const line = (quantity, price, discount) => ({ id: null, values: [[4, { number: quantity }], [5, { number: price }], [6, { number: discount }], [7, { number: 2_200 }]] });
      const save = (days, status, lines) =>
        execute(page, { save_order: { order: null, values: [[2, { reference: id }], [3, { number: dayFromToday(days) }], [4, { number: status }]], lines } });
      await save(-10, 4, [line(2_000, 50_000, 1_000)]);
      await save(0, 1, [line(1_000, 33_456, 0)]);
      await save(0, 0, [line(1_000, 99_999, 0)]);
      await save(-1, 5, [line(1_000, 99_999, 0)]);
      await save(7, 1, [line(1_000, 99_999, 0)]);
      await expect(figures.locator("dd:not(.note)")).toHaveText(after);
      await expect(figures.locator(".note")).toHaveText(notes);
      await page.reload();
      await expect(figures.locator("dd:not(.note)")).toHaveText(after);
    });
  });
}

/** A customer, and its page. */
async function start(page) {
  await open(page);
  const id = await make(page, "customer", { 1: "Osteria Bellini" });
  await page.goto(`#/customers/${id}`);
  await expect(page.locator("main h1")).toHaveText("Osteria Bellini");
  return id;
}

/** A day as a date field holds it. */
function isoOf(days) {
  return new Date(dayFromToday(days) * 86_400_000).toISOString().slice(0, 10);
}
