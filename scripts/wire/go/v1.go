package main

import (
	"errors"
	"reflect"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/awserr"
	"github.com/aws/aws-sdk-go/aws/credentials"
	"github.com/aws/aws-sdk-go/aws/session"
)

var version = "Go " + aws.SDKVersion

func methodOf(asked job) (method reflect.Value, input, output reflect.Type) {
	newClient, ok := clients[asked.Service]
	if !ok {
		return
	}
	client := newClient(session.Must(session.NewSession(&aws.Config{
		Endpoint:                  aws.String(asked.Endpoint),
		Region:                    aws.String("us-east-1"),
		Credentials:               credentials.NewStaticCredentials("AKIDEXAMPLE", "secret", ""),
		Logger:                    aws.LoggerFunc(func(...any) {}),
		MaxRetries:                aws.Int(0),
		DisableParamValidation:    aws.Bool(true),
		DisableEndpointHostPrefix: aws.Bool(true),
		S3ForcePathStyle:          aws.Bool(true),
	})))
	method = reflect.ValueOf(client).MethodByName(asked.Operation)
	if method.IsValid() {
		input, output = method.Type().In(0), method.Type().Out(0)
	}
	if method.IsValid() {
		if _, streams := output.MethodByName("GetStream"); streams {
			method = reflect.Value{}
		}
	}
	return
}

func send(method, input reflect.Value) (reflect.Value, error) {
	results := method.Call([]reflect.Value{input})
	err, _ := results[1].Interface().(error)
	return results[0], err
}

func codeOf(err error) (code, message string) {
	var failure awserr.RequestFailure
	if errors.As(err, &failure) {
		return failure.Code(), failure.Message()
	}
	return
}

// There are none: a union is a structure.
func unionMember(reflect.Type, string) (reflect.Type, bool) { return nil, false }
func unionName(reflect.Value) string                        { return "" }
