namespace Infra.GitOps.ApplicationSets;

/// <summary>A Kubernetes label selector, read once. Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/</summary>
internal sealed class Selector
{
    private readonly List<Predicate<Func<string, string?>>> requirements = [];

    private Selector()
    {
    }

    /// <summary>Reads a selector.</summary>
    /// <param name="fields">matchLabels and matchExpressions.</param>
    /// <param name="areLabels">Whether values are labels; those behind a generator may be anything, such as addresses of clusters.</param>
    /// <remarks>Sources: k8s.io/apimachinery, labels.NewRequirement; applicationset/utils/selector.go.</remarks>
    /// <exception cref="ApplicationSetException">The selector is one that the API server or Argo CD refuses.</exception>
    public static Selector Read(Fields fields, bool areLabels)
    {
        Selector selector = new();
        foreach ((string key, object? value) in fields.Map("matchLabels"))
        {
            string wanted = (string)value!;
            Refuse(fields, $"matchLabels.{key}", KubernetesNames.OfKey(key) ?? (areLabels ? KubernetesNames.OfLabel(wanted) : null));
            selector.requirements.Add(label => label(key) == wanted);
        }

        foreach (Fields expression in fields.List("matchExpressions"))
        {
            selector.requirements.Add(Requirement(expression, areLabels));
        }

        return selector;
    }

    /// <summary>Whether it asks for nothing.</summary>
    public bool IsEmpty => requirements.Count == 0;

    /// <summary>Whether labels match; an empty selector matches everything.</summary>
    /// <param name="label">The value of a label, or null.</param>
    public bool Matches(Func<string, string?> label) => requirements.TrueForAll(r => r(label));

    private static Predicate<Func<string, string?>> Requirement(Fields expression, bool areLabels)
    {
        string key = expression.Text("key");
        HashSet<string> values = expression.Texts("values").ToHashSet(StringComparer.Ordinal);
        string name = expression.Text("operator");
        Refuse(expression, "key", KubernetesNames.OfKey(key));
        Refuse(expression, "operator", name is "In" or "NotIn" or "Exists" or "DoesNotExist" ? null : $"'{name}' is no operator; there are In, NotIn, Exists and DoesNotExist");
        Refuse(expression, "values", name is "In" or "NotIn" == values.Count > 0 ? null : name is "In" or "NotIn" ? $"{name} needs at least one value" : $"{name} takes no values");
        foreach (string value in values)
        {
            Refuse(expression, "values", areLabels ? KubernetesNames.OfLabel(value) : null);
        }

        return name switch
        {
            "In" => label => label(key) is { } value && values.Contains(value),
            "NotIn" => label => label(key) is not { } value || !values.Contains(value),
            "Exists" => label => label(key) is not null,
            _ => label => label(key) is null,
        };
    }

    private static void Refuse(Fields fields, string key, string? reason)
    {
        if (reason is not null)
        {
            throw fields.Error(key, reason);
        }
    }
}
