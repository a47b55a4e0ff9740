using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A method and its arguments.</summary>
public interface IInvokable
{
    /// <summary>The object whose method it is.</summary>
    object? GetTarget();

    /// <summary>Invokes the method. The method's exception is in the response, not thrown.</summary>
    ValueTask<Response> Invoke();

    /// <summary>The number of arguments.</summary>
    int GetArgumentCount();

    /// <summary>An argument by its position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    object? GetArgument(int index);

    /// <summary>Replaces an argument.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    /// <exception cref="InvalidCastException">It is not of the parameter's type.</exception>
    void SetArgument(int index, object value);

    /// <summary>The method's name.</summary>
    string GetMethodName();

    /// <summary>The full name of the interface that declares the method.</summary>
    string GetInterfaceName();

    /// <summary>Interface and method for people, as in <c>IWalletGrain/Open</c>.</summary>
    string GetActivityName();

    /// <summary>The method of the interface.</summary>
    MethodInfo GetMethod();

    /// <summary>The interface that declares the method.</summary>
    Type GetInterfaceType();

    /// <summary>The method's own time limit; null if the silo's applies.</summary>
    TimeSpan? GetDefaultResponseTimeout() => null;

    /// <summary>The token that the method gets, if it takes one.</summary>
    CancellationToken GetCancellationToken() => default;

    /// <summary>Cancels that token. The answer is whether there is one.</summary>
    bool TryCancel() => false;

    /// <summary>Whether the method takes a token.</summary>
    bool IsCancellable => false;
}
