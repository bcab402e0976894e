using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infra.Delivery.Approvals;
using Infra.Machine.Files;

namespace Infra.Pipeline.Demonstrating;

/// <summary>Keys that are made for the demo, one for each person, and their public halves in the list of people. They end with the temporary copy.</summary>
public static class DemoKeys
{
    private const string Name = "demo";

    /// <summary>The file with the key of a person, from the repository.</summary>
    public static string FileOf(string person) => $".infra/keys/{person}.pem";

    /// <summary>Makes a key for each person, and lists it.</summary>
    /// <param name="files">The disk, for the private halves.</param>
    /// <param name="root">The folder of the temporary copy.</param>
    /// <param name="settings">The people.</param>
    /// <param name="text">The text of <c>stacks/delivery/approvals.yaml</c>.</param>
    /// <param name="now">The demo's time; the keys count from the day before for three hundred days.</param>
    /// <returns>The text with the keys.</returns>
    public static string Make(IFileSystem files, string root, ApprovalSettings settings, string text, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        List<string> lines = [.. text.Split('\n')];
        foreach (ApprovalPerson person in settings.People)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            files.Replace(Path.Combine(root, FileOf(person.Name)), Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
            List(lines, person.Name, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), now);
        }

        return string.Join('\n', lines);
    }

    // Below the person, after other keys where there are some, so that comments and order stay.
    private static void List(List<string> lines, string person, string publicKey, DateTimeOffset now)
    {
        int people = lines.FindIndex(l => l.StartsWith("people:", StringComparison.Ordinal));
        int at = lines.FindIndex(people + 1, l => l.TrimEnd() == $"  {person}:");
        if (people < 0 || at < 0)
        {
            throw new InvalidOperationException($"{person} was read from the list of people and is not found in its text.");
        }

        int end = lines.FindIndex(at + 1, l => l.Length > 0 && !l.StartsWith("    ", StringComparison.Ordinal));
        int keys = lines.FindIndex(at + 1, (end < 0 ? lines.Count : end) - at - 1, l => l.TrimEnd() == "    keys:");
        string[] listed =
        [
            $"      {Name}:",
            $"        publicKey: {publicKey}",
            $"        from: \"{Day(now.AddDays(-1))}\"",
            $"        until: \"{Day(now.AddDays(300))}\"",
        ];
        lines.InsertRange((keys < 0 ? at : keys) + 1, keys < 0 ? [.. listed.Prepend("    keys:")] : listed);
    }

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);
}
