using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Infra.Model.Commits;

namespace Infra.Git;

/// <summary>
/// A commit as its own bytes say it. Whoever pushes can write any bytes into a commit, so nothing in it separates anything but the line feeds of
/// its header, and what is missing or wrong there is said as a person whom no list knows.
/// </summary>
public static class CommitObject
{
    // What a header names where git itself would show nobody; it is no address, so it is on no list.
    private const string Nobody = "(a commit that names nobody)";

    private const byte LineFeed = (byte)'\n';

    /// <summary>Reads a commit.</summary>
    /// <param name="content">Its bytes, of any form.</param>
    public static GitCommit Read(ReadOnlySpan<byte> content)
    {
        List<string> authors = [];
        List<string> committers = [];
        List<string> parents = [];
        string encoding = "";
        long time = 0;
        while (content.Length > 0)
        {
            int end = content.IndexOf(LineFeed);
            ReadOnlySpan<byte> line = end < 0 ? content : content[..end];
            content = end < 0 ? [] : content[(end + 1)..];
            if (line.IsEmpty)
            {
                break;
            }

            // A line that begins with a space goes on with the one before, such as a signature.
            int space = line.IndexOf((byte)' ');
            string value = space < 0 ? "" : Encoding.UTF8.GetString(line[(space + 1)..]);
            switch (space < 0 ? "" : Encoding.Latin1.GetString(line[..space]))
            {
                case "parent":
                    parents.Add(value);
                    break;
                case "author":
                    authors.AddRange(Addresses(value));
                    break;
                case "committer":
                    committers.AddRange(Addresses(value));
                    time = Time(value);
                    break;
                case "encoding":
                    encoding = value;
                    break;
                default:
                    break;
            }
        }

        return new GitCommit(authors.FirstOrDefault(Nobody), committers.FirstOrDefault(Nobody), Text(content, encoding))
        {
            Parents = [.. parents],
            Time = time,
            Others = [.. authors.Concat(committers), .. Hidden(content, encoding)],
        };
    }

    // NAME <ADDRESS> SECONDS ZONE. Programs differ in which of several they believe, so all count.
    private static IEnumerable<string> Addresses(string value)
    {
        string[] found = [.. value.Split('<').Skip(1).Select(p => p.Split('>')[0].Trim()).Where(a => a.Length > 0)];
        return found.Length > 0 ? found : [Nobody];
    }

    private static long Time(string value)
    {
        string[] after = value[(value.LastIndexOf('>') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return after.Length > 0 && long.TryParse(after[0], NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) ? seconds : 0;
    }

    // A header may name any encoding, and a program that does not know it shows the bytes as they are: co-authors of both readings count.
    private static IEnumerable<string> Hidden(ReadOnlySpan<byte> message, string encoding) =>
        Named(encoding) is null ? [] : CoAuthors.Of(Encoding.UTF8.GetString(message));

    private static string Text(ReadOnlySpan<byte> message, string encoding) => (Named(encoding) ?? Encoding.UTF8).GetString(message);

    private static Encoding? Named(string encoding)
    {
        if (encoding.Length == 0)
        {
            return null;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
