namespace Infra.Engine.State;

/// <summary>What every state must hold to, checked when it is read and before it is written.</summary>
internal static class StateIntegrity
{
    /// <summary>Every violation, in order.</summary>
    public static IReadOnlyList<string> Check(StackState state)
    {
        List<string> problems = [];
        HashSet<Urn> before = [];
        HashSet<Urn> current = [];
        foreach (ResourceState resource in state.Resources)
        {
            if (resource.Urn.Type.Length == 0 || resource.Urn.Name.Length == 0)
            {
                problems.Add($"{resource.Urn} has no type or no name.");
            }

            if (!resource.PendingDelete && !current.Add(resource.Urn))
            {
                problems.Add($"{resource.Urn} stands twice.");
            }

            if (resource.Custom && string.IsNullOrEmpty(resource.Id))
            {
                problems.Add($"{resource.Urn} has no id.");
            }

            foreach (Urn need in resource.Needs.Where(n => !before.Contains(n)))
            {
                problems.Add($"{resource.Urn} needs {need}, which does not stand before it.");
            }

            if (resource.Provider is { } provider && !before.Contains(provider))
            {
                problems.Add($"{resource.Urn} has the unknown provider {provider}.");
            }

            before.Add(resource.Urn);
        }

        return problems;
    }
}
