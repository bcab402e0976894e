using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Repo.Tests;

/// <summary>What may not stand in a file. Pure, so that every rule can be shown a file that breaks it.</summary>
internal static partial class Tidy
{
    private static readonly string[] Texts = [".cs", ".csproj", ".props", ".targets", ".md", ".yaml", ".yml", ".json", ".txt", ".sh", ".sln", ".editorconfig", ".gitignore", ".gitattributes"];

    /// <summary>The problems of one file.</summary>
    public static IReadOnlyList<string> Problems(string file, byte[] content)
    {
        List<string> problems = [];
        if (!IsText(file))
        {
            return problems;
        }

        string text = Encoding.UTF8.GetString(content);
        Look(problems, file, text.Contains('\r', StringComparison.Ordinal), "has a carriage return; lines end with LF");
        Look(problems, file, text.Length > 0 && !text.EndsWith('\n'), "does not end with a line break");
        Look(problems, file, text.StartsWith('\uFEFF') && !file.EndsWith(".sln", StringComparison.Ordinal), "begins with a byte order mark");
        foreach (Match match in MachinePath().Matches(text))
        {
            problems.Add($"{file}: '{match.Value}' is a path of one machine");
        }

        foreach (Match match in RegistryHost().Matches(text))
        {
            problems.Add($"{file}: '{match.Value}' is the host of a package registry");
        }

        if (file.EndsWith(".cs", StringComparison.Ordinal))
        {
            foreach (Match match in Unfinished().Matches(text))
            {
                problems.Add($"{file}: '{match.Value}' says that something is not done");
            }

            foreach (Match match in Vague().Matches(Path.GetFileNameWithoutExtension(file)))
            {
                problems.Add($"{file}: '{match.Value}' says nothing about what is in it");
            }
        }

        return problems;
    }

    private static void Look(List<string> problems, string file, bool broken, string rule)
    {
        if (broken)
        {
            problems.Add($"{file}: {rule}");
        }
    }

    private static bool IsText(string file) => Texts.Contains(Path.GetExtension(file), StringComparer.Ordinal) || file is "run" or ".ci/run" or "offline/feed-probe" or "offline/reference-build";

    [GeneratedRegex("(?<![\\w./-])/(work|root|home/[a-z]+|Users/[A-Za-z]+)/[\\w./-]+")]
    private static partial Regex MachinePath();

    [GeneratedRegex("\\b(registry\\.npmjs\\.org|api\\.nuget\\.org|www\\.nuget\\.org/api|deb\\.debian\\.org|pkgs\\.dev\\.azure\\.com)\\b")]
    private static partial Regex RegistryHost();

    [GeneratedRegex("\\b(TODO|FIXME|HACK|NotImplementedException)\\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex("(Helper|Manager|Utils?|Common|Base)$")]
    private static partial Regex Vague();
}
