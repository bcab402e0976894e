using System.Collections.Concurrent;

namespace Infra.Git;

/// <summary>
/// What git answered to questions that name objects by their whole hashes. Such an answer never changes, because the hash is that of the
/// content: a command that asks the same ten times starts git once. What depends on a branch, on the index, on files or on how much of the
/// history a clone has is not remembered.
/// </summary>
public sealed class GitMemory
{
    // A listing or a file of settings is smaller; what is larger is read once and not worth the memory.
    private const int MaxAnswerBytes = 1 << 20;

    private const long MaxBytes = 64 << 20;

    private readonly ConcurrentDictionary<string, byte[]> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, GitObject> objects = new(StringComparer.Ordinal);
    private long bytes;

    /// <summary>What git answered to these arguments; null where it was not asked, or where its answer may change.</summary>
    /// <param name="arguments">What follows <c>git</c>.</param>
    public byte[]? Answer(string[] arguments) => IsLasting(arguments) ? answers.GetValueOrDefault(Key(arguments)) : null;

    /// <summary>Remembers an answer that cannot change.</summary>
    /// <param name="arguments">What follows <c>git</c>.</param>
    /// <param name="answer">What it wrote before it ended with 0.</param>
    public void Keep(string[] arguments, byte[] answer)
    {
        if (IsLasting(arguments) && HasRoomFor(answer))
        {
            answers[Key(arguments)] = answer;
        }
    }

    /// <summary>The objects of these names, where every one of them is remembered; null otherwise.</summary>
    /// <param name="names">Hashes, or <c>HASH:PATH</c>.</param>
    public IReadOnlyList<GitObject>? Objects(string[] names)
    {
        GitObject[] found = [.. names.Select(n => objects.GetValueOrDefault(n)).OfType<GitObject>()];
        return found.Length == names.Length ? found : null;
    }

    /// <summary>Remembers an object whose name is its hash, or a path in a commit of that hash.</summary>
    /// <param name="name">How it was asked for.</param>
    /// <param name="found">What it is.</param>
    public void Keep(string name, GitObject found)
    {
        if (IsHash(name.Split(':', 2)[0]) && HasRoomFor(found.Content))
        {
            objects[name] = found;
        }
    }

    /// <summary>Whether it is the whole hash of an object: 40 or 64 lower-case hexadecimal digits.</summary>
    /// <param name="name">What may be one.</param>
    public static bool IsHash(string name) => name.Length is 40 or 64 && name.All(char.IsAsciiHexDigitLower);

    private static bool IsLasting(string[] arguments) => arguments[0] switch
    {
        "ls-tree" or "diff-tree" => Names(arguments) is { Length: > 0 } names && names.All(IsHash),
        "cat-file" => arguments is [_, "blob", var blob] && IsHash(blob.Split(':', 2)[0]),
        "rev-parse" => arguments is [_, "--verify", "--quiet", "--end-of-options", var name] && name.EndsWith("^{commit}", StringComparison.Ordinal) && IsHash(name[..^"^{commit}".Length]),
        _ => false,
    };

    // What is no option and stands before the paths.
    private static string[] Names(string[] arguments) => [.. arguments.Skip(1).TakeWhile(a => a != "--").Where(a => !a.StartsWith('-'))];

    private bool HasRoomFor(byte[] content) => content.Length <= MaxAnswerBytes && Interlocked.Add(ref bytes, content.Length) <= MaxBytes;

    private static string Key(string[] arguments) => string.Join('\0', arguments);
}
