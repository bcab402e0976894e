using Infra.GitOps.Templates;

namespace Infra.GitOps.ApplicationSets;

/// <summary>Names, labels and annotations as the API server takes them.</summary>
/// <remarks>https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and /labels/; tests hold it against kubectl.</remarks>
internal static class KubernetesNames
{
    private const int SubdomainLimit = 253;
    private const int LabelLimit = 63;

    // TotalAnnotationSizeLimitB of k8s.io/apimachinery.
    private const long AnnotationsLimit = 262_144;

    /// <summary>What is wrong with an object's name, or null.</summary>
    public static string? OfObject(string name) => IsSubdomain(name) ? null : $"'{name}' is no name of an object: it has 1 to {SubdomainLimit} lower-case letters, digits, '-' and '.', and each part between dots begins and ends with a letter or digit";

    /// <summary>What is wrong with a key of labels, annotations or selectors, or with a finalizer; or null.</summary>
    public static string? OfKey(string key)
    {
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        return IsPart(key.AsSpan(slash + 1)) && (slash < 0 || IsSubdomain(key.AsSpan(0, slash))) ? null
            : $"'{key}' is no key: it is a name of 1 to {LabelLimit} letters, digits, '-', '_' and '.', beginning and ending with a letter or digit, after a domain and '/' if there is one";
    }

    /// <summary>What is wrong with the value of a label, or null.</summary>
    public static string? OfLabel(string value) => value.Length == 0 || IsPart(value) ? null
        : $"'{value}' is no value of a label: it has at most {LabelLimit} letters, digits, '-', '_' and '.', and begins and ends with a letter or digit";

    /// <summary>What is wrong with annotations, or null.</summary>
    public static string? OfAnnotations(IReadOnlyDictionary<string, object?> annotations)
    {
        long size = 0;
        foreach ((string key, object? value) in annotations)
        {
            if (OfKey(key.ToLowerInvariant()) is { } wrong)
            {
                return wrong;
            }

            size += GoValue.Length(key) + GoValue.Length((string)value!);
        }

        return size <= AnnotationsLimit ? null : $"the annotations have more than {AnnotationsLimit} bytes";
    }

    private static bool IsPart(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= LabelLimit && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && text.IndexOfAnyExcept(PartCharacters) < 0;

    private static bool IsSubdomain(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > SubdomainLimit || text.IndexOfAnyExcept(NameCharacters) >= 0)
        {
            return false;
        }

        char before = '.';
        foreach (char c in text)
        {
            if (before == '.' ? c is '.' or '-' : c == '.' && before == '-')
            {
                return false;
            }

            before = c;
        }

        return before is not ('.' or '-');
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");
    private static readonly System.Buffers.SearchValues<char> PartCharacters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
}
