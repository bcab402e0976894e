using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Infra.Model.Manifests;

/// <summary>
/// The one reader of manifests: what the rules judge, what is rendered and what templates read goes through it. It lets no anchors, aliases and tags
/// through, by which few lines can stand for gigabytes or a text for a number, and no depth that overflows the stack.
/// </summary>
public static class KubernetesYaml
{
    /// <summary>Maps and lists may be nested so deep.</summary>
    public const int DepthLimit = 100;

    /// <summary>The roots of the documents of a text, in their order.</summary>
    /// <exception cref="KubernetesYamlException">It is no YAML, has a name twice in one map, or has what is refused.</exception>
    public static ImmutableArray<YamlNode> Documents(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        YamlStream stream = [];
        Parser parser = new(new StringReader(text.StartsWith('\uFEFF') ? text[1..] : text));
        try
        {
            stream.Load(new Strict(parser));
        }
        catch (YamlException malformed)
        {
            throw new KubernetesYamlException(malformed.Start.Line, $"this is not valid YAML: {malformed.Message}");
        }
        catch (Exception lost) when (lost is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's scanner loses itself in some malformed texts, such as "a: [" before a line that begins a map.
            throw new KubernetesYamlException(parser.Current?.End.Line ?? 1, "this is not valid YAML; look for a bracket or a quote that is not closed");
        }

        return [.. stream.Documents.Select(d => d.RootNode)];
    }

    /// <summary>What a scalar is to Kubernetes: null, a <see cref="bool"/>, a <see cref="long"/>, a <see cref="double"/> or a text.</summary>
    /// <exception cref="KubernetesYamlException">It is a number that JSON does not have.</exception>
    public static object? Scalar(YamlScalarNode scalar)
    {
        ArgumentNullException.ThrowIfNull(scalar);
        string text = scalar.Value ?? "";
        return scalar.Style != ScalarStyle.Plain ? text
            : KubernetesScalar.Read(text) is double number && !double.IsFinite(number) ? throw new KubernetesYamlException(scalar.Start.Line, $"JSON, and so Kubernetes, has no number {text}")
            : KubernetesScalar.Read(text);
    }

    /// <summary>What the name of an entry is to Kubernetes before it makes a text of it.</summary>
    /// <exception cref="KubernetesYamlException">It is a map or a list, or the merge key, which takes the entries of another map in.</exception>
    public static object? Name(YamlNode name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name is not YamlScalarNode scalar ? throw new KubernetesYamlException(name.Start.Line, "the name of a property is a text")
            : scalar.Style == ScalarStyle.Plain && scalar.Value == KubernetesScalar.Merge ? throw new KubernetesYamlException(name.Start.Line, "merge keys (<<) are not allowed: write the entries out")
            : Scalar(scalar);
    }

    private sealed class Strict(IParser inner) : IParser
    {
        private int depth;

        public ParsingEvent? Current => inner.Current;

        public bool MoveNext()
        {
            if (!inner.MoveNext())
            {
                return false;
            }

            ParsingEvent current = inner.Current!;
            depth += current.NestingIncrease;
            return current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false } ? throw new KubernetesYamlException(current.Start.Line, "anchors and aliases are not allowed")
                : current is NodeEvent { Tag.IsEmpty: false } ? throw new KubernetesYamlException(current.Start.Line, "tags are not allowed")

                // Stream and document count as two levels.
                : depth <= DepthLimit + 2 ? true : throw new KubernetesYamlException(current.Start.Line, $"maps and lists are nested at most {DepthLimit} deep");
        }
    }
}
