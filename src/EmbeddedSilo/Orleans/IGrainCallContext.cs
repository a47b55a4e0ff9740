using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A call of a grain's method, and what has become of it so far.</summary>
public interface IGrainCallContext
{
    /// <summary>The request: the method and its arguments, which may be replaced.</summary>
    IInvokable Request { get; }

    /// <summary>The grain that is called.</summary>
    object Grain { get; }

    /// <summary>The grain that calls; for a timer's tick its own grain, and for who is no grain an id of the type <c>sys.client</c>.</summary>
    GrainId? SourceId { get; }

    /// <summary>The id of <see cref="Grain"/>.</summary>
    GrainId TargetId { get; }

    /// <summary>The interface of the reference through which the grain is called.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>The full name of the interface that declares the method.</summary>
    string InterfaceName { get; }

    /// <summary>The method's name.</summary>
    string MethodName { get; }

    /// <summary>The method of the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>What the caller gets; null while there is nothing yet, or only an exception. To set it answers the call, whatever went before.</summary>
    object? Result { get; set; }

    /// <summary>How the call has ended: with a result or with an exception. Null while it has not.</summary>
    Response? Response { get; set; }

    /// <summary>
    /// Goes on: to the next filter or, after the last one, to the method, whose exceptions it throws. A filter that handles such an exception also has to set
    /// <see cref="Result"/> or <see cref="Response"/>, or the caller gets the exception all the same.
    /// </summary>
    /// <exception cref="InvalidOperationException">The next filter neither went on nor set a result.</exception>
    Task Invoke();
}
