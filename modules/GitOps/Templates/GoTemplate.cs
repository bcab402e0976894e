using System.Text;
using System.Text.RegularExpressions;

namespace Infra.GitOps.Templates;

/// <summary>
/// A Go template as Argo CD fills the fields of an ApplicationSet, with <c>missingkey=error</c>: a value that is not there is an error,
/// never an empty text.
/// </summary>
/// <remarks>Sources: https://pkg.go.dev/text/template; https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/GoTemplate/</remarks>
public sealed class GoTemplate
{
    // A lookup goes through those in scope.
    private const int VariablesLimit = 1_000;

    private readonly IReadOnlyList<Node> nodes;

    private GoTemplate(IReadOnlyList<Node> nodes) => this.nodes = nodes;

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateException">It is malformed, or uses a function that Argo CD does not offer.</exception>
    public static GoTemplate Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Length <= Budget.TextLimit ? new GoTemplate(Parser.Parse(source)) : throw new TemplateException(1, 1, $"the template has more than {Budget.TextLimit} characters");
    }

    /// <summary>Whether a text has anything to fill.</summary>
    public static bool HasActions(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains("{{", StringComparison.Ordinal);
    }

    /// <summary>Fills the template.</summary>
    /// <param name="data">The parameters: maps, lists, texts, booleans and numbers.</param>
    /// <exception cref="TemplateException">A value is missing, a function refuses its arguments, or it takes too much.</exception>
    public string Fill(IReadOnlyDictionary<string, object?> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        object? root = data as IDictionary<string, object?> ?? new Dictionary<string, object?>(data, StringComparer.Ordinal);
        Run run = new(root);
        run.Write(nodes, root);
        return run.Output.ToString();
    }

    /// <summary>One filling: the output so far and the variables in scope.</summary>
    private sealed class Run(object? root)
    {
        private readonly List<(string Name, object? Value)> variables = [("$", root)];
        private readonly Budget budget = new(root);
        private readonly Parameters parameters = new(root);

        public StringBuilder Output { get; } = new();

        public void Write(IReadOnlyList<Node> list, object? dot)
        {
            int scope = variables.Count;
            foreach (Node node in list)
            {
                try
                {
                    budget.Spend(1);
                    Write(node, dot);
                }
                catch (FunctionException refused)
                {
                    throw new TemplateException(node.Line, node.Column, refused.Message);
                }

                if (Output.Length > Budget.TextLimit)
                {
                    throw new TemplateException(node.Line, node.Column, $"the output is longer than {Budget.TextLimit} characters");
                }
            }

            variables.RemoveRange(scope, variables.Count - scope);
        }

        private void Write(Node node, object? dot)
        {
            switch (node)
            {
                case TextNode text:
                    budget.Weigh(text.Text);
                    Output.Append(text.Text);
                    break;
                case ActionNode action:
                    object? value = Evaluate(action.Pipeline, dot);
                    if (action.Pipeline.Variable is null)
                    {
                        UnorderedList.Refuse(value);
                        budget.Weigh(value);
                        Output.Append(value is null ? "<no value>" : GoValue.Print(value));
                    }

                    break;
                case BranchNode branch:
                    WriteBranch(branch, dot);
                    break;
                case RangeNode range:
                    WriteRange(range, dot);
                    break;
                default:
                    throw new ArgumentException($"{node.GetType().Name} is no node of a template.", nameof(node));
            }
        }

        private void WriteBranch(BranchNode branch, object? dot)
        {
            int scope = variables.Count;
            object? value = Evaluate(branch.Pipeline, dot);
            if (GoValue.IsTrue(value))
            {
                Write(branch.Then, branch.SetsDot ? value : dot);
            }
            else
            {
                Write(branch.Else, dot);
            }

            variables.RemoveRange(scope, variables.Count - scope);
        }

        private void WriteRange(RangeNode range, object? dot)
        {
            object? over = Evaluate(range.Pipeline, dot);
            UnorderedList.Refuse(over);
            budget.Weigh(over);
            List<(object? Key, object? Value)> items = over switch
            {
                null => [],
                IDictionary<string, object?> map => [.. map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => ((object?)e.Key, e.Value))],
                List<object?> list => [.. list.Select((item, i) => ((object?)(long)i, item))],
                long or GoInt64 when range.KeyVariable is not null => throw new TemplateException(range.Line, range.Column, "range over a number has one variable"),
                long or GoInt64 => GoValue.Whole(over) is var count && count > Budget.ValuesLimit ? throw new TemplateException(range.Line, range.Column, $"range goes over at most {Budget.ValuesLimit} values, and this is {count}")
                    : [.. Enumerable.Range(0, (int)Math.Max(count, 0)).Select(i => ((object?)null, over is GoInt64 ? (object?)new GoInt64(i) : (long)i))],
                _ => throw new TemplateException(range.Line, range.Column, $"range cannot go over {GoValue.Kind(over)}; it goes over lists, maps and whole numbers"),
            };
            if (items.Count == 0)
            {
                Write(range.Else, dot);
            }

            foreach ((object? key, object? value) in items)
            {
                int scope = variables.Count;
                Declare(range.KeyVariable, key);
                Declare(range.ValueVariable, value);
                Write(range.Body, value);
                variables.RemoveRange(scope, variables.Count - scope);
            }
        }

        private void Declare(string? name, object? value)
        {
            if (name is not null)
            {
                variables.Add((name, value));
            }
        }

        private object? Evaluate(TemplatePipeline pipeline, object? dot)
        {
            object? value = Evaluate(pipeline.Commands[0], dot, hasLast: false, last: null);
            foreach (Command command in pipeline.Commands.Skip(1))
            {
                value = Evaluate(command, dot, hasLast: true, value);
            }

            if (pipeline is { Variable: { } name, Declares: true })
            {
                Operand first = pipeline.Commands[0].Operands[0];
                variables.Add(variables.Count < VariablesLimit ? (name, value) : throw new TemplateException(first.Line, first.Column, $"more than {VariablesLimit} variables are in scope"));
            }
            else if (pipeline.Variable is { } assigned)
            {
                Operand at = pipeline.Commands[0].Operands[0];
                variables[Index(assigned, at.Line, at.Column)] = (assigned, value);
            }

            return value;
        }

        private object? Evaluate(Command command, object? dot, bool hasLast, object? last)
        {
            Operand first = command.Operands[0];
            if (first is not FunctionOperand function)
            {
                return hasLast
                    ? throw new TemplateException(first.Line, first.Column, "only a function can take the value before '|'")
                    : Evaluate(first, dot);
            }

            // Go stops at the first argument that decides.
            if (function.Name is "and" or "or")
            {
                return ShortCircuit(function, command.Operands.Skip(1), dot, hasLast, last);
            }

            List<object?> arguments = [.. command.Operands.Skip(1).Select(o => Evaluate(o, dot))];
            if (hasLast)
            {
                arguments.Add(last);
            }

            return Call(function, arguments);
        }

        private object? ShortCircuit(FunctionOperand function, IEnumerable<Operand> operands, object? dot, bool hasLast, object? last)
        {
            object? value = null;
            bool any = false;
            foreach (Operand operand in operands)
            {
                (value, any) = (Evaluate(operand, dot), true);
                if (GoValue.IsTrue(value) == (function.Name == "or"))
                {
                    return value;
                }
            }

            return hasLast ? last : any ? value : throw new TemplateException(function.Line, function.Column, $"{function.Name} needs an argument");
        }

        private object? Call(FunctionOperand function, List<object?> arguments)
        {
            try
            {
                budget.Spend(1);
                arguments.ForEach(a => budget.Take(function.Name, a));
                object? value = TemplateFunctions.Call(function.Name, arguments, parameters);
                budget.Weigh(value);
                return value;
            }
            catch (Exception refused) when (refused is FunctionException or ArgumentException or FormatException or ArithmeticException or InvalidOperationException or NotSupportedException
                or RegexMatchTimeoutException or System.Text.Json.JsonException or YamlDotNet.Core.YamlException)
            {
                throw new TemplateException(function.Line, function.Column, $"{function.Name}: {refused.Message}");
            }
        }

        private object? Evaluate(Operand operand, object? dot)
        {
            object? value = operand switch
            {
                Literal literal => literal.Value,
                DotOperand => dot,
                VariableOperand variable => variables[Index(variable.Name, variable.Line, variable.Column)].Value,
                GroupOperand group => Evaluate(group.Pipeline, dot),
                FunctionOperand function => Call(function, []),
                _ => throw new ArgumentException($"{operand.GetType().Name} is no operand.", nameof(operand)),
            };
            foreach (string field in operand.Fields)
            {
                budget.Spend(1);
                value = Field(operand, value, field);
            }

            return value;
        }

        private static object? Field(Operand operand, object? value, string field) => value switch
        {
            IDictionary<string, object?> map => map.TryGetValue(field, out object? found)
                ? found
                : throw new TemplateException(operand.Line, operand.Column, $"there is no '{field}'; there are: {Names(map)}", isMissing: true),
            null => throw new TemplateException(operand.Line, operand.Column, $"'{field}' is taken from nothing", isMissing: true),
            _ => throw new TemplateException(operand.Line, operand.Column, $"'{field}' is taken from {GoValue.Kind(value)}, which has no fields"),
        };

        private static string Names(IDictionary<string, object?> map) => map.Count == 0 ? "none" : string.Join(", ", map.Keys.Order(StringComparer.Ordinal).Take(12));

        private int Index(string name, int line, int column)
        {
            int index = variables.FindLastIndex(v => v.Name == name);
            return index >= 0 ? index : throw new TemplateException(line, column, $"there is no variable {name}");
        }
    }
}
