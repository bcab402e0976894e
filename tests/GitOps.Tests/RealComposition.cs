using System.Text.Json.Nodes;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>
/// Answers of real engines, asked for by whoever composes a set: what is not known yet is noted and answered with what stands for nothing, and is
/// known once <see cref="Ask"/> was called. So a few runs of a program answer thousands of questions.
/// </summary>
internal sealed class RealComposition(RealTools tools)
{
    private readonly Dictionary<(string, string), string?> filled = [];
    private readonly Dictionary<(string, string), bool> labels = [];
    private readonly Dictionary<(string, string), JsonNode?> merged = [];
    private readonly Dictionary<(string Selector, string Labels), bool> selected = [];
    private readonly Dictionary<string, bool> selectors = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> openTexts = [];
    private readonly HashSet<(string, string)> openLabels = [];
    private readonly HashSet<(string, string)> openPatches = [];
    private readonly HashSet<(string Selector, string Labels)> openSelections = [];
    private readonly Dictionary<string, string[]?> files = new(StringComparer.Ordinal);
    private bool isOpen;

    /// <summary>A template filled by helm, or by kubectl when it may lack a key; null when it is refused.</summary>
    public string? Fill(string template, Dictionary<string, object?> data, bool strictly = false)
    {
        string json = EncodingFunctions.ToJson(data);
        if (strictly)
        {
            return filled.TryGetValue((template, json), out string? known) ? known : filled[(template, json)] = tools.FillStrictly(template, json);
        }

        return template.Contains("{{", StringComparison.Ordinal) ? Known(filled, openTexts, (template, json), "") : template;
    }

    /// <summary>Whether Kubernetes takes a label.</summary>
    public bool IsLabel(string key, string value) => Known(labels, openLabels, (key, value), true);

    /// <summary>Whether Kubernetes takes the name of an object: what stands before the '/' of a label's key has the same rules.</summary>
    public bool IsName(string name) => IsLabel($"{name}/x", "1");

    /// <summary>An object with a patch over it.</summary>
    public JsonNode? Merge(string target, string patch) => Known(merged, openPatches, (target, patch), null)?.DeepClone();

    /// <summary>Whether a selector takes labels; an empty one takes all.</summary>
    public bool Selects(string selector, IReadOnlyDictionary<string, string> of) => selector.Length == 0
        || Known(selected, openSelections, (selector, EncodingFunctions.ToJson(of.ToDictionary(l => l.Key, l => (object?)l.Value, StringComparer.Ordinal))), false);

    /// <summary>Whether Kubernetes takes a selector at all.</summary>
    public bool IsSelector(string selector) => selector.Length == 0 || Selects(selector, new Dictionary<string, string>(StringComparer.Ordinal)) || selectors.GetValueOrDefault(selector, true);

    /// <summary>The files that a pathspec takes; null when git refuses it.</summary>
    public string[]? LsFiles(string pathspec) => files.TryGetValue(pathspec, out string[]? known) ? known : files[pathspec] = tools.LsFiles(SampleGenerator.Files.Keys, pathspec);

    /// <summary>Asks the engines what was noted; false when nothing was.</summary>
    public bool Ask()
    {
        Answer(openTexts, filled, open => tools.Fill(open));
        Answer(openLabels, labels, open => tools.AreLabels(open));
        Answer(openPatches, merged, open => tools.Merge(open));
        if (openSelections.Count > 0)
        {
            string[] holders = [.. openSelections.Select(s => s.Labels).Distinct(StringComparer.Ordinal)];
            Dictionary<string, int> index = holders.Select((h, i) => (h, i)).ToDictionary(h => h.h, h => h.i, StringComparer.Ordinal);
            (string Text, int[] Of)[] all = [.. openSelections.GroupBy(s => s.Selector, StringComparer.Ordinal).Select(g => (g.Key, g.Select(s => index[s.Labels]).ToArray()))];
            bool[]?[] answers = tools.Select(all, [.. holders.Select(h => ((Dictionary<string, object?>)YamlValues.Read(h)!).ToDictionary(l => l.Key, l => (string)l.Value!, StringComparer.Ordinal))]);
            for (int i = 0; i < all.Length; i++)
            {
                selectors[all[i].Text] = answers[i] is not null;
                for (int j = 0; j < all[i].Of.Length; j++)
                {
                    selected[(all[i].Text, holders[all[i].Of[j]])] = answers[i]?[j] ?? false;
                }
            }

            openSelections.Clear();
        }

        (bool was, isOpen) = (isOpen, false);
        return was;
    }

    private static void Answer<T>(HashSet<(string, string)> open, Dictionary<(string, string), T> known, Func<List<(string, string)>, IReadOnlyList<T>> ask)
    {
        if (open.Count > 0)
        {
            List<(string, string)> all = [.. open];
            foreach (((string, string) question, T answer) in all.Zip(ask(all)))
            {
                known[question] = answer;
            }

            open.Clear();
        }
    }

    private T Known<T>(Dictionary<(string, string), T> known, HashSet<(string, string)> open, (string, string) question, T nothing)
    {
        if (known.TryGetValue(question, out T? answer))
        {
            return answer;
        }

        open.Add(question);
        isOpen = true;
        return nothing;
    }
}
