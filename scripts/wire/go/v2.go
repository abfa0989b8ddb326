package main

import (
	"context"
	"errors"
	"reflect"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/smithy-go"
)

var version = "Go " + aws.SDKVersion

func methodOf(asked job) (method reflect.Value, input, output reflect.Type) {
	newClient, ok := clients[asked.Service]
	if !ok {
		return
	}
	client := newClient(aws.Config{
		Region:           "us-east-1",
		Credentials:      credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "secret", ""),
		RetryMaxAttempts: 1,
		EndpointResolverWithOptions: aws.EndpointResolverWithOptionsFunc(
			func(string, string, ...any) (aws.Endpoint, error) {
				return aws.Endpoint{URL: asked.Endpoint, HostnameImmutable: true}, nil
			}),
	})
	method = reflect.ValueOf(client).MethodByName(asked.Operation)
	if method.IsValid() {
		input, output = method.Type().In(1), method.Type().Out(0)
		if _, streams := output.MethodByName("GetStream"); streams {
			method = reflect.Value{}
		}
	}
	return
}

func send(method, input reflect.Value) (reflect.Value, error) {
	results := method.Call([]reflect.Value{reflect.ValueOf(context.Background()), input})
	err, _ := results[1].Interface().(error)
	return results[0], err
}

func codeOf(err error) (code, message string) {
	var failure smithy.APIError
	if errors.As(err, &failure) {
		return failure.ErrorCode(), failure.ErrorMessage()
	}
	return
}

func unionMember(t reflect.Type, name string) (reflect.Type, bool) {
	member, ok := unions[t.PkgPath()+"."+t.Name()+"Member"+strings.ToUpper(name[:1])+name[1:]]
	return member, ok
}

func unionName(value reflect.Value) string {
	if value.Kind() != reflect.Interface || value.Elem().Kind() != reflect.Pointer {
		return ""
	}
	t := value.Elem().Type().Elem()
	if _, ok := unions[t.PkgPath()+"."+t.Name()]; !ok {
		return ""
	}
	return strings.TrimPrefix(t.Name(), value.Type().Name()+"Member")
}
