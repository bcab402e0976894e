using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Delivery.Envelopes;

namespace Infra.Cli.Tests;

/// <summary>
/// A script and what it showed, in one file. Lines with <c>$</c> are commands: <c>infra ...</c>, or <c>replace FILE OLD NEW</c> and
/// <c>delete FILE</c> or <c>write FILE TEXT</c> to play the person who edits; <c>empty</c> for a repository without a company; <c>as NAME</c> to be
/// another person, by name alone; <c>clock TIME</c> to wait; <c>columns N</c> for a terminal of that width; <c>key FILE</c> makes a key, <c>records FILE</c> lets the records of a real cloud begin with a key of the pipeline, <c>with FILE</c> signs with it from then on, <c>pasted FILE</c> from the environment variable; <c>trust PERSON NAME FILE FROM UNTIL</c> lists it; <c>LAST</c> stands
/// for the id of an approval that was shown last, <c>OVERRIDE</c> for that of an override in what reviews it; <c>evidence FILE ENVELOPE PASSED FAILED</c> for what a job of tests leaves; <c>quietly infra ...</c> for a command that must succeed and whose output is
/// seen elsewhere. With <c>mask</c>, digests, ids and numbers that change with the build are not shown. Lines with <c>--</c> are remarks. Everything else is output, ending in <c>[exit N]</c>.
/// </summary>
internal static partial class Transcript
{
    /// <summary>Plays the commands of a transcript and returns the transcript as it is now.</summary>
    public static async Task<string> PlayAsync(string text, Workspace workspace)
    {
        StringBuilder played = new();
        foreach (string line in text.Split('\n').Where(l => l.StartsWith("$ ", StringComparison.Ordinal) || l.StartsWith("-- ", StringComparison.Ordinal)))
        {
            played.Append(line).Append('\n');
            if (line[0] == '$')
            {
                foreach (string command in line[2..].Split(" && "))
                {
                    await PlayAsync(Words(command), workspace, played);
                }
            }
        }

        return text.Contains("\n$ mask\n", StringComparison.Ordinal)
            ? Judgements().Replace(Id().Replace(KeyId().Replace(PublicKey().Replace(Digest().Replace(played.ToString(), "sha256:DIGEST"), "PUBLIC-KEY"), "KEY-ID"), "............"), "N checks")
            : played.ToString();
    }

    // A key is listed as a person would: below their addresses, or below the key that they have.
    private static void Trust(Workspace workspace, string person, string name, string file, string from, string until)
    {
        using SigningKey key = SigningKey.FromPem(workspace.Read(file), file);
        string listed = $"      {name}:\n        publicKey: {key.PublicBase64}\n        from: \"{from}\"\n        until: \"{until}\"\n";
        string email = $"      - {person}@setu-retail.example\n";
        string keys = email + "    keys:\n";
        bool first = !workspace.Read("stacks/delivery/approvals.yaml").Contains(keys, StringComparison.Ordinal);
        workspace.Replace("stacks/delivery/approvals.yaml", first ? email : keys, keys + listed);
    }

    private static async Task PlayAsync(string[] words, Workspace workspace, StringBuilder played)
    {
        string raw = played.ToString();
        switch (words[0])
        {
            case "infra":
                (string output, int exitCode) = await workspace.RunAsync([.. words[1..].Select(w => w == "LAST" ? Shown(Said(), raw) : w == "OVERRIDE" ? Shown(Override(), raw) : w)]);
                played.Append(output);
                played.Append(CultureInfo.InvariantCulture, $"[exit {exitCode}]\n\n");
                break;
            case "replace":
                workspace.Replace(words[1], words[2], words[3]);
                break;
            case "quietly":
                (string unread, int ended) = await workspace.RunAsync(words[2..]);
                played.Append(CultureInfo.InvariantCulture, $"[exit {ended}]\n\n");
                Assert.True(ended == 0, unread);
                break;
            case "columns":
                workspace.Variables["COLUMNS"] = words[1];
                break;
            case "empty":
                Directory.Delete(Path.Combine(workspace.Folder, "stacks"), recursive: true);
                workspace.Write("docs/answers.yaml", File.ReadAllText(Path.Combine(Workspace.Root, "docs", "answers.yaml")));
                break;
            case "clock":
                workspace.Clock = new SetClock(words[1]);
                break;
            case "key":
                using (ECDsa made = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    workspace.Write(words[1], made.ExportECPrivateKeyPem());
                }

                break;
            case "records":
                workspace.Write(words[1], await workspace.BeginRecordsAsync());
                break;
            case "with":
                workspace.Variables["INFRA_SIGNING_KEY_FILE"] = words[1];
                workspace.Variables.Remove("INFRA_SIGNING_KEY");
                break;
            case "pasted":
                workspace.Variables["INFRA_SIGNING_KEY"] = workspace.Read(words[1]);
                break;
            case "trust":
                Trust(workspace, words[1], words[2], words[3], words[4], words[5]);
                break;
            case "mask":
                break;
            case "as":
                workspace.Variables["USER"] = words[1];
                workspace.Variables.Remove("INFRA_SIGNING_KEY_FILE");
                workspace.Variables.Remove("INFRA_SIGNING_KEY");
                break;
            case "evidence":
                using (JsonDocument envelope = JsonDocument.Parse(workspace.Read(words[2])))
                {
                    workspace.Write(words[1], $$"""
                        {"schema": "infra.evidence/v1", "gate": "TestsPassed", "envelope": "{{envelope.RootElement.GetProperty("digest").GetString()}}", "source": "a job", "at": "2026-11-21T04:00:00Z", "facts": {"suites": [{"name": "unit", "passed": {{words[3]}}, "failed": {{words[4]}}}]}, "signature": null}
                        """);
                }

                break;
            case "write":
                workspace.Write(words[1], words[2]);
                break;
            case "delete-foundations":
                workspace.DeleteFoundations();
                break;
            case "delete":
                File.Delete(Path.Combine(workspace.Folder, words[1]));
                break;
            default:
                throw new ArgumentException($"'{words[0]}' is no command of a transcript.", nameof(words));
        }
    }

    private static string Shown(Regex id, string played) => id.Matches(played).Select(m => m.Value).LastOrDefault("");

    [GeneratedRegex("(?<!--id )\\b[0-9a-f]{12}\\b")]
    private static partial Regex Said();

    [GeneratedRegex("(?<=infra freeze review [a-z]+ --id )[0-9a-f]{12}")]
    private static partial Regex Override();

    [GeneratedRegex("sha256:[0-9a-f]{64}")]
    private static partial Regex Digest();

    [GeneratedRegex("MFkw[A-Za-z0-9+/]{118}==")]
    private static partial Regex PublicKey();

    [GeneratedRegex("\\b[0-9a-f]{32}\\b")]
    private static partial Regex KeyId();

    [GeneratedRegex("[0-9]+ checks")]
    private static partial Regex Judgements();

    [GeneratedRegex("\\b[0-9a-f]{12}\\b")]
    private static partial Regex Id();

    // Words are separated by spaces; double quotes hold words with spaces, \n inside them is a line break.
    private static string[] Words(string line)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ' ' && !quoted)
            {
                words.Add(word.ToString());
                word.Clear();
            }
            else
            {
                word.Append(c);
            }
        }

        words.Add(word.ToString());
        return [.. words.Select(w => w.Replace("\\n", "\n", StringComparison.Ordinal))];
    }
}
