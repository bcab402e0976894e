using System.Reflection;

namespace Pulumi;

/// <summary>The root of all resources of one environment; its [Output] properties are the stack's outputs.</summary>
public class Stack : ComponentResource
{
    internal const string TypeToken = "pulumi:pulumi:Stack";

    /// <summary>Registers the stack.</summary>
    public Stack(StackOptions? options = null)
        : base(TypeToken, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", Options(options))
        => Deployment.Current.Stack = this;

    /// <summary>Registers the outputs once the constructor of the stack has run.</summary>
    internal void RegisterPropertyOutputs()
    {
        var outputs = new Dictionary<string, object?>();
        var members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var property in GetType().GetProperties(members))
        {
            if (property.GetCustomAttribute<OutputAttribute>() is { } output)
            {
                outputs.Add(output.Name ?? property.Name, property.GetValue(this));
            }
        }

        Throw(outputs.Where(output => output.Value is null), names => new RunException(
            $"Output(s) '{string.Join(", ", names)}' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor."));
        Throw(outputs.Where(output => output.Value is not IOutput), RunException.OutputsHaveIncorrectType);
        RegisterOutputs(outputs);
    }

    private static void Throw(IEnumerable<KeyValuePair<string, object?>> outputs, Func<IReadOnlyList<string>, RunException> problem)
    {
        var names = outputs.Select(output => output.Key).ToList();
        if (names.Count > 0)
        {
            throw problem(names);
        }
    }

    private static ComponentResourceOptions? Options(StackOptions? options)
        => options is null ? null : new ComponentResourceOptions { ResourceTransformations = options.ResourceTransformations };
}
