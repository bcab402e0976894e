using System.Globalization;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Pipeline.Growing;

namespace Infra.Presenters;

/// <summary>Writes what <c>infra add</c> and <c>infra remove</c> did.</summary>
internal static class GrowthOutput
{
    public static string Text(Grown grown, bool wrote)
    {
        string[] own = [.. grown.Written.Where(grown.Growth.Files.ContainsKey)];
        string generated = grown.Written.Length == own.Length ? "" : string.Create(CultureInfo.InvariantCulture, $"  and {grown.Written.Length - own.Length} generated files of {string.Join(", ", Folders(grown, own))}\n");
        return string.Concat(
            $"{Printable.Text(grown.Growth.Title)}{(wrote ? "" : " (dry run: nothing was written)")}:\n",
            string.Concat(own.Select(f => $"  {Printable.Text(f)}\n")),
            generated,
            string.Concat(grown.Plans.Select(p => $"Plan of {p.Stack}: {Counts(p.Summary)}\n")),
            string.Concat(grown.Growth.Notes.Select(n => $"- {Printable.Text(n)}\n")),
            wrote && grown.Plans.Length > 0 ? $"See it with `infra preview {grown.Plans[^1].Stack}`, and commit.\n" : "");
    }

    private static IEnumerable<string> Folders(Grown grown, string[] own) =>
        grown.Written.Except(own, StringComparer.Ordinal).Select(f => f.StartsWith("gitops/", StringComparison.Ordinal) ? string.Join('/', f.Split('/').Take(2)) : f.Split('/')[0]).Distinct(StringComparer.Ordinal);

    private static string Counts(PlanSummary summary) => summary.HasChanges
        ? string.Join(", ", new[] { (summary.Create, "to create"), (summary.Update, "to update"), (summary.Replace, "to replace"), (summary.Delete, "to delete") }
            .Where(c => c.Item1 > 0).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Item1} {c.Item2}")))
        : "no changes";
}
