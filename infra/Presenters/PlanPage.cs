using System.Net;
using System.Text;
using Infra.Model.Masking;
using Infra.Model.Plans;

namespace Infra.Presenters;

/// <summary>A plan as one page for a browser: no script, no font, no address from elsewhere, every text escaped.</summary>
internal static class PlanPage
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --quiet: #555; --line: #d5d5d5; --create: #0a6b2d; --update: #7a4b00; --replace: #8a1a8a; --delete: #a11212 }
        @media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #161616; --quiet: #b4b4b4; --line: #444; --create: #6fd394; --update: #f0bd6b; --replace: #e79be7; --delete: #ff9b93 } }
        html { background: var(--paper) } body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); margin: 0 } main { max-width: 75rem; margin: 2rem auto; padding: 0 1rem }
        h1 { font-size: 1.6rem; margin: 0 } .sub { color: var(--quiet); margin: .2rem 0 1.2rem; overflow-wrap: anywhere }
        details { border-bottom: 1px solid var(--line); padding: .35rem 0 } details details { border: 0; margin-left: 1.2rem } summary { cursor: pointer } summary b { font-weight: 600 }
        code { font-size: .9em; overflow-wrap: anywhere } ul { margin: .2rem 0 .4rem; padding-left: 2.4rem } li { margin: .15rem 0 } table { border-collapse: collapse; margin: .3rem 0 .3rem 1.2rem }
        th, td { text-align: left; vertical-align: top; padding: .1rem .8rem .1rem 0; font-weight: 400 } th { color: var(--quiet); white-space: nowrap }
        .create, .import { color: var(--create) } .update { color: var(--update) } .replace { color: var(--replace) } .delete { color: var(--delete) } .same, .read { color: var(--quiet) }
        .part { display: block; margin: .1rem 0 .3rem 2.4rem }
        .loss { border: 2px solid var(--delete); padding: .6rem 1rem; margin: 1rem 0 }
        """;

    /// <summary>The page: UTF-8 text of HTML, LF.</summary>
    public static string Write(Plan plan)
    {
        StringBuilder page = new();
        page.Append($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Plan of {Text(plan.Stack)}</title>\n<style>\n{Style.ReplaceLineEndings("\n")}\n</style>\n</head>\n<body>\n<main>\n");
        page.Append($"<h1>Plan of {Text(plan.Stack)}: {plan.Summary.Planned}</h1>\n<p class=\"sub\">Backend {Text(plan.Backend)}, digest <code>{plan.Digest}</code>. Secrets are masked.</p>\n");
        Losses(page, plan);
        foreach (PlanGroup group in PlanGroup.Of(plan))
        {
            Component(page, plan, group);
        }

        Outputs(page, plan);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Losses(StringBuilder page, Plan plan)
    {
        PlanStep[] lost = [.. plan.Steps.Where(s => s.IsDestructive)];
        if (lost.Length > 0)
        {
            string items = string.Concat(lost.Select(s => $"<li><code>{Text(TypeName.Short(s.Type))}</code> <code>{Text(s.Name)}</code> would be {(s.Op == StepOp.Replace ? "replaced" : "deleted")}</li>\n"));
            page.Append($"<div class=\"loss\"><b class=\"delete\">Data loss: what cannot be made again</b>\n<ul>\n{items}</ul>\n</div>\n");
        }
    }

    // What changes stands open; what does not can be looked at.
    private static void Component(StringBuilder page, Plan plan, PlanGroup group)
    {
        page.Append($"<details{(group.Summary.HasChanges ? " open" : "")}>\n<summary><b>{Text(group.Title)}</b>: {group.Summary.Planned}</summary>\n");
        foreach (PlanStep step in group.Steps.OrderBy(s => s.Op is StepOp.Same))
        {
            Resource(page, plan, step);
        }

        page.Append("</details>\n");
    }

    private static void Resource(StringBuilder page, Plan plan, PlanStep step)
    {
        string op = PlanJson.Name(step.Op);
        page.Append($"<details>\n<summary><span class=\"{op}\">{op}</span> <code>{Text(TypeName.Short(step.Type))}</code> {Text(step.Name)}{(step.Protect ? " [protected]" : "")}");
        PropertyDiff[] diffs = [.. ReadableDiff.Of(step)];
        page.Append(string.Concat(diffs.Select(d => $"\n<span class=\"part\"><code>{Difference(d)}</code></span>")));
        page.Append(AtGoogle.Of(plan, step) is { } reach ? $"\n<span class=\"part\">{Text(reach)}</span>" : "");
        page.Append("</summary>\n<table>\n").Append(Row("urn", step.Urn.Value)).Append(Row("type", step.Type));
        page.Append(step.Provider is { } provider ? Row("provider", provider.Name) : "");
        page.Append(step.DependsOn.IsEmpty ? "" : Row("depends on", string.Join(", ", step.DependsOn.Select(d => $"{TypeName.Short(d.Type)} {d.Name}"))));
        page.Append(string.Concat(step.Inputs.Select(e => Row(e.Key, ValueText.Of(e.Value))))).Append("</table>\n</details>\n");
    }

    private static void Outputs(StringBuilder page, Plan plan)
    {
        PropertyDiff[] changed = [.. ReadableDiff.OfOutputs(plan)];
        if (changed.Length > 0)
        {
            page.Append($"<details open>\n<summary><b>Outputs that change</b></summary>\n<ul>\n{string.Concat(changed.Select(Item))}</ul>\n</details>\n");
        }
    }

    private static string Item(PropertyDiff diff) => $"<li><code>{Difference(diff)}</code></li>\n";

    private static string Difference(PropertyDiff diff) => $"{ValueText.Sign(diff)} {Text(ValueText.Line(diff))}";

    private static string Row(string name, string value) => $"<tr><th scope=\"row\">{Text(name)}</th><td><code>{Text(value)}</code></td></tr>\n";

    private static string Text(string text) => WebUtility.HtmlEncode(Printable.Text(text));
}
