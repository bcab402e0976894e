namespace Infra.GitOps.Templates;

/// <summary>Makes nodes of tokens. Functions are looked up here, so that an unknown one is an error before anything is filled.</summary>
internal sealed class Parser(IReadOnlyList<Token> tokens)
{
    private const int DepthLimit = 100;
    private int position;
    private int depth;

    // Go knows before it fills anything which variables there are.
    private readonly List<string> variables = ["$"];

    private Token Current => tokens[position];

    public static IReadOnlyList<Node> Parse(string source)
    {
        Parser parser = new(Lexer.Read(source));
        IReadOnlyList<Node> nodes = parser.ReadList(out string? stop);
        return stop is null ? nodes : throw parser.Error(parser.Current, $"'{stop}' closes nothing");
    }

    // Every way into itself passes here, so that no template overflows the stack.
    private void Enter(string what)
    {
        if (++depth > DepthLimit)
        {
            throw Error(Current, $"{what} are nested deeper than {DepthLimit}");
        }
    }

    private IReadOnlyList<Node> ReadList(out string? stop)
    {
        Enter("blocks");
        List<Node> nodes = [];
        stop = null;
        while (Current.Kind != TokenKind.End && stop is null)
        {
            Token token = tokens[position++];
            if (token.Kind == TokenKind.Text)
            {
                nodes.Add(new TextNode(token.Text, token.Line, token.Column));
            }
            else if (Current is { Kind: TokenKind.Identifier, Text: "end" or "else" })
            {
                stop = tokens[position++].Text;
            }
            else if (ReadAction(token) is { } node)
            {
                nodes.Add(node);
            }
        }

        depth--;
        return nodes;
    }

    private Node? ReadAction(Token start)
    {
        if (Current.Kind == TokenKind.ActionEnd)
        {
            throw Error(start, "an action is empty");
        }

        if (Current.Kind == TokenKind.Identifier)
        {
            switch (Current.Text)
            {
                case "if" or "with":
                    return ReadBranch(start, tokens[position++].Text == "with");
                case "range":
                    position++;
                    return ReadRange(start);
                case "define" or "template" or "block" or "break" or "continue":
                    throw Error(Current, $"'{Current.Text}' is not supported in a field of an ApplicationSet here; write it with if, with and range");
                default:
                    break;
            }
        }

        TemplatePipeline pipeline = ReadPipeline();
        Expect(TokenKind.ActionEnd, "}}");
        return new ActionNode(pipeline, start.Line, start.Column);
    }

    private BranchNode ReadBranch(Token start, bool setsDot)
    {
        int scope = variables.Count;
        TemplatePipeline pipeline = ReadPipeline();
        Expect(TokenKind.ActionEnd, "}}");
        IReadOnlyList<Node> then = ReadList(out string? stop);
        IReadOnlyList<Node> otherwise = ReadElse(start, stop, setsDot);
        variables.RemoveRange(scope, variables.Count - scope);
        return new BranchNode(setsDot, pipeline, then, otherwise, start.Line, start.Column);
    }

    private IReadOnlyList<Node> ReadElse(Token start, string? stop, bool setsDot)
    {
        if (stop is null)
        {
            throw Error(start, "a block is not closed; close it with {{ end }}");
        }

        if (stop == "end")
        {
            Expect(TokenKind.ActionEnd, "}}");
            return [];
        }

        if (Current is { Kind: TokenKind.Identifier, Text: "if" or "with" })
        {
            Token chained = tokens[position++];
            Enter("blocks");
            Node branch = ReadBranch(chained, chained.Text == "with");
            depth--;
            return [branch];
        }

        Expect(TokenKind.ActionEnd, "}}");
        IReadOnlyList<Node> nodes = ReadList(out string? end);
        return end == "end" ? Closed(nodes) : throw Error(start, "a block is not closed; close it with {{ end }}");
    }

    private IReadOnlyList<Node> Closed(IReadOnlyList<Node> nodes)
    {
        Expect(TokenKind.ActionEnd, "}}");
        return nodes;
    }

    private RangeNode ReadRange(Token start)
    {
        int scope = variables.Count;
        string? key = null;
        string? value = null;
        if (Current.Kind == TokenKind.Variable && tokens[position + 1].Kind is TokenKind.Comma or TokenKind.Declare)
        {
            value = tokens[position++].Text;
            if (Current.Kind == TokenKind.Comma)
            {
                position++;
                key = value;
                value = Take(TokenKind.Variable, "a variable").Text;
            }

            Expect(TokenKind.Declare, ":=");
            variables.AddRange(((string?[])[key, value]).OfType<string>());
        }

        TemplatePipeline pipeline = ReadPipeline();
        Expect(TokenKind.ActionEnd, "}}");
        IReadOnlyList<Node> body = ReadList(out string? stop);
        RangeNode range = new(key, value, pipeline, body, ReadElse(start, stop, setsDot: false), start.Line, start.Column);
        variables.RemoveRange(scope, variables.Count - scope);
        return range;
    }

    private TemplatePipeline ReadPipeline()
    {
        string? variable = null;
        bool declares = false;
        if (Current.Kind == TokenKind.Variable && tokens[position + 1].Kind is TokenKind.Declare or TokenKind.Assign)
        {
            variable = tokens[position].Text;
            declares = tokens[position + 1].Kind == TokenKind.Declare;
            position += 2;
            variables.Add(variable);
        }

        List<Command> commands = [ReadCommand()];
        while (Current.Kind == TokenKind.Pipe)
        {
            position++;
            commands.Add(ReadCommand());
        }

        return new TemplatePipeline(variable, declares, commands);
    }

    private Command ReadCommand()
    {
        List<Operand> operands = [];
        while (Current.Kind is not (TokenKind.Pipe or TokenKind.ActionEnd or TokenKind.Close or TokenKind.End))
        {
            operands.Add(ReadOperand());
        }

        if (operands.Count == 0)
        {
            throw Error(Current, "a value or a function is missing here");
        }

        if (operands.Count > 1 && operands[0] is not FunctionOperand)
        {
            throw new TemplateException(operands[1].Line, operands[1].Column, "only a function takes arguments, and what stands before is none");
        }

        return operands is not [Literal { Value: null }] ? new Command(operands) : throw new TemplateException(operands[0].Line, operands[0].Column, "nil is no command; give it to a function");
    }

    private Operand ReadOperand()
    {
        Token token = tokens[position++];
        switch (token.Kind)
        {
            case TokenKind.StringLiteral:
                return new Literal(token.Text, [], token.Line, token.Column);
            case TokenKind.Number:
                return new Literal(ReadNumber(token), [], token.Line, token.Column);
            case TokenKind.Dot:
                return new DotOperand(ReadFields(), token.Line, token.Column);
            case TokenKind.Field:
                return new DotOperand([token.Text, .. ReadFields()], token.Line, token.Column);
            case TokenKind.Variable:
                return variables.Contains(token.Text, StringComparer.Ordinal) ? new VariableOperand(token.Text, ReadFields(), token.Line, token.Column) : throw Error(token, $"there is no variable {token.Text}");
            case TokenKind.Open:
                Enter("parentheses");
                TemplatePipeline inner = ReadPipeline();
                Expect(TokenKind.Close, ")");
                depth--;
                return new GroupOperand(inner, ReadFields(), token.Line, token.Column);
            case TokenKind.Identifier:
                return token.Text switch
                {
                    "true" or "false" => new Literal(token.Text == "true", [], token.Line, token.Column),
                    "nil" => new Literal(null, [], token.Line, token.Column),
                    _ when TemplateFunctions.Has(token.Text) => new FunctionOperand(token.Text, token.Line, token.Column),
                    _ => throw Error(token, TemplateFunctions.Unknown(token.Text)),
                };
            default:
                throw Error(token, $"'{token.Text}' cannot stand here");
        }
    }

    private List<string> ReadFields()
    {
        List<string> fields = [];
        while (Current is { Kind: TokenKind.Field, SpaceBefore: false })
        {
            fields.Add(tokens[position++].Text);
        }

        return fields;
    }

    private object ReadNumber(Token token) => GoText.Number(token.Text) ?? throw Error(token, $"'{token.Text}' is not a number, or beyond 64 bits");

    private Token Take(TokenKind kind, string what) =>
        Current.Kind == kind ? tokens[position++] : throw Error(Current, $"{what} is missing here");

    private void Expect(TokenKind kind, string what) => Take(kind, $"'{what}'");

    private TemplateException Error(Token at, string reason) => new(at.Line, at.Column, reason);
}
