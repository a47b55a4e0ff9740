namespace MindBot.WebFront.OpenApi;

/// <summary>What a parameter is taken for when it is not sent, for the document.</summary>
/// <remarks>The framework's <c>DefaultValue</c> makes its own generator fail on the members of an <c>[AsParameters]</c> record.</remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class WhenAbsentAttribute(object value) : Attribute
{
    public object Value => value;
}
