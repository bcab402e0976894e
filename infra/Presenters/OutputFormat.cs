namespace Infra.Presenters;

/// <summary>How data is written to standard output.</summary>
internal enum OutputFormat
{
    /// <summary>For people at a terminal.</summary>
    Tree,

    /// <summary>For programs; schemas in docs/formats.md.</summary>
    Json,

    /// <summary>For pull requests and step summaries.</summary>
    Markdown,

    /// <summary>For code scanning: SARIF 2.1.0.</summary>
    Sarif,

    /// <summary>A page for a browser or a printer.</summary>
    Html,

    /// <summary>A graph for Mermaid, which GitHub draws.</summary>
    Mermaid,

    /// <summary>A graph for Graphviz.</summary>
    Dot,
}
